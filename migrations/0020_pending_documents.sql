-- Imports whose people have no ready documents yet: the entry that an import wrote and its day. Who reads a document
-- makes them first, so nobody sees the list as it was before.
create table pending_documents (
  entry bigint primary key,
  day date not null
);

-- Who is a bot: what the sources say, what the server suspects, and the word of a person, which holds over both.

alter table accounts
  add bot_said boolean not null default false,
  add bot_word boolean,
  add suspected text;
update accounts set bot_said = true where bot;
-- `bot` is what all of this comes to, and what everything else reads. `suspected` is the reason, in words.
alter table accounts add constraint accounts_bot check (bot = coalesce(bot_word, bot_said or suspected is not null));
create index accounts_suspected on accounts (id) where suspected is not null and bot_word is null;

-- An undo puts back accounts as they were before it was told who says so.
update import_changes set before = before || jsonb_build_object('bot_said', before->'bot') where table_name = 'accounts';

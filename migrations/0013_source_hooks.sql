-- Sources that tell of themselves: by which token, of which only a hash is kept.

alter table sources add hook text;

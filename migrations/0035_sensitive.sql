-- What somebody decided about an attribute; null: its name tells whether it is about pay, appraisal, health, age, sex or the like.
alter table attributes add sensitive boolean;

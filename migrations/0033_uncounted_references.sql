-- What a counted week costs. These rows are only ever written for people whom the counting joins, and go with them while nothing
-- is counted; looking each person up once more took a twentieth of the time.

alter table user_weeks drop constraint user_weeks_user_id_fkey;
alter table user_tool_weeks drop constraint user_tool_weeks_user_id_fkey;

-- What a session is called where people see it: its id is made from the token and stays on the server.
ALTER TABLE sessions ADD COLUMN public_id UUID NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX sessions_public_id_key ON sessions (public_id);

-- Who may do what in one database of the studio; run by studio_owner or a superuser, as often as you like.

DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO studio_app, studio_scaler', current_database());
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO studio_app, studio_system, studio_farm, studio_scaler;

-- What the owner makes, now and later, the application may read and write, but never alter.
ALTER DEFAULT PRIVILEGES FOR ROLE studio_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO studio_app, studio_system;
ALTER DEFAULT PRIVILEGES FOR ROLE studio_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO studio_app, studio_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO studio_app, studio_system;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO studio_app, studio_system;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

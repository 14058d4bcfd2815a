-- The three roles of the studio's database. Run by a superuser, in the studio's database, as often as you like:
--   psql -v owner_password=... -v app_password=... -f infra/postgres/roles.sql studio
--
-- studio_owner   owns the tables and runs `manage.py migrate --database owner`  (DATABASE_OWNER_URL)
-- studio_app     the application; owns nothing, so row-level security holds     (DATABASE_URL)
-- studio_system  no login; sees every workspace, entered by SET LOCAL ROLE for sign-in, scheduler and maintenance
\set ON_ERROR_STOP on

SELECT 'CREATE ROLE studio_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_owner') \gexec
SELECT 'CREATE ROLE studio_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_app') \gexec
SELECT 'CREATE ROLE studio_system' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_system') \gexec

ALTER ROLE studio_owner LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE studio_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'app_password';
ALTER ROLE studio_system NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
GRANT studio_system TO studio_app;
GRANT studio_system TO studio_owner;

SELECT format('ALTER DATABASE %I OWNER TO studio_owner', current_database()) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO studio_app', current_database()) \gexec
ALTER SCHEMA public OWNER TO studio_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO studio_app, studio_system;

-- What the owner makes, now and later, the application may read and write, but never alter.
ALTER DEFAULT PRIVILEGES FOR ROLE studio_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO studio_app, studio_system;
ALTER DEFAULT PRIVILEGES FOR ROLE studio_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO studio_app, studio_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO studio_app, studio_system;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO studio_app, studio_system;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

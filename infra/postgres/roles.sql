-- The roles of the studio's database. Run by a superuser, in the studio's database, as often as you like:
--   STUDIO_OWNER_PASSWORD=... STUDIO_APP_PASSWORD=... [STUDIO_SCALER_PASSWORD=...] psql -f infra/postgres/roles.sql -f infra/postgres/grants.sql studio
--
-- studio_owner   owns the tables and runs `manage.py migrate --database owner`  (DATABASE_OWNER_URL)
-- studio_app     the application; owns nothing, so row-level security holds     (DATABASE_URL)
-- studio_scaler  counts the work that waits, for whoever starts workers; only with a password of its own
-- studio_system  no login; sees every workspace, entered by SET LOCAL ROLE for sign-in and maintenance
-- studio_farm    no login; sees the farm's tables of every workspace and no other table; scheduler and workers
\set ON_ERROR_STOP on
SET client_min_messages = warning;
\getenv owner_password STUDIO_OWNER_PASSWORD
\getenv app_password STUDIO_APP_PASSWORD
\getenv scaler_password STUDIO_SCALER_PASSWORD

SELECT 'CREATE ROLE studio_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_owner') \gexec
SELECT 'CREATE ROLE studio_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_app') \gexec
SELECT 'CREATE ROLE studio_scaler' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_scaler') \gexec
SELECT 'CREATE ROLE studio_system' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_system') \gexec

SELECT 'CREATE ROLE studio_farm' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'studio_farm') \gexec

ALTER ROLE studio_owner LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE studio_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'app_password';
ALTER ROLE studio_scaler NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB CONNECTION LIMIT 4;
\if :{?scaler_password}
ALTER ROLE studio_scaler LOGIN PASSWORD :'scaler_password';
\endif
ALTER ROLE studio_system NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
ALTER ROLE studio_farm NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
GRANT studio_system, studio_farm TO studio_app;
GRANT studio_system, studio_farm TO studio_owner;

SELECT format('ALTER DATABASE %I OWNER TO studio_owner', current_database()) \gexec
ALTER SCHEMA public OWNER TO studio_owner;

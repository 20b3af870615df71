-- PostgreSQL database dump
SET statement_timeout = 0;
\connect shop
CREATE TABLE public.orders (
    id bigint NOT NULL,
    note text DEFAULT 'it''s'::text,
    placed timestamp with time zone DEFAULT now()
) PARTITION BY RANGE (placed);
CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN; SELECT 1; END; $body$;
COPY public.orders (id, note) FROM stdin;
1	SELECT 'x;
2	\N
\.
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE INDEX orders_note ON public.orders USING btree (lower(note) text_pattern_ops) WHERE (note IS NOT NULL);

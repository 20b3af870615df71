-- Names are unique: a search by name needs no other index, and the open ones are listed by the second one as well.
CREATE INDEX groups_open_name ON groups (name) WHERE NOT done; -- expect: redundant-index
CREATE INDEX groups_open_id ON groups (id) WHERE NOT done;

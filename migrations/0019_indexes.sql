-- owner: platform
-- Nothing looks a message up by the gateway's id: a report names our own id.
drop index sms_message_provider;

-- The list of likely duplicates walks the names in order; 0018 dropped this as
-- if only the search had used it.
create index member_by_name on member (brand_id, name, id, store_id);

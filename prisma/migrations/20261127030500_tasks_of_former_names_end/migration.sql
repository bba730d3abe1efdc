-- What Shopify refused is asked for under one name, "settle": tasks about its three former ones were ended by nothing any more.
UPDATE "Task" SET "closedAt" = now()
WHERE kind = 'shopify_refused' AND subject IN ('hold', 'release', 'write_back') AND "closedAt" IS NULL;

-- Trusted since PostgreSQL 13: whoever may create in the database may install it (docs/decisions/036).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What Prisma cannot say: an index of an expression. app/adapters/rows/orders/found-orders.ts asks with the same ones.
CREATE INDEX "Order_searched_idx" ON "Order" USING gin ((lower("name") || ' ' || "searchText") gin_trgm_ops);
CREATE INDEX "Item_searched_idx" ON "Item" USING gin ((lower("productTitle") || ' ' || "fileNameKey") gin_trgm_ops);

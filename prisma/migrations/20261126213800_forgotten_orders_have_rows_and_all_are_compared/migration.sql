-- Customers who were forgotten before the rows were kept: redaction left its mark on their photos.
INSERT INTO "ForgottenOrder" ("shopId", "shopifyOrderId")
SELECT DISTINCT o."shopId", o."shopifyOrderId"
FROM "Photo" p
JOIN "Item" i ON i."shopId" = p."shopId" AND i.id = p."itemId"
JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"
WHERE p.failure = 'forgotten'
ON CONFLICT DO NOTHING;

-- What a change of such an order has written again since (app/adapters/rows/shop/customer-columns.ts).
UPDATE "Order" o
SET "customerName" = NULL, "customerEmail" = NULL, "customerShopifyId" = NULL, "shippingAddress" = NULL, note = NULL,
    tags = '{}', "shippingLines" = '[]', "noteAttributes" = '[]', "wantedDates" = '[]', "wantedBy" = NULL,
    "searchText" = left(lower(normalize(concat_ws(' ', o.name, regexp_replace(o.name, '^#', ''), (
      SELECT string_agg(DISTINCT i."productTitle", ' ') FROM "Item" i WHERE i."shopId" = o."shopId" AND i."orderId" = o.id
    )), NFC)), 4000)
FROM "ForgottenOrder" f
WHERE f."shopId" = o."shopId" AND f."shopifyOrderId" = o."shopifyOrderId";

UPDATE "Item" i
SET details = '[]', instructions = NULL,
    "sourceKey" = CASE WHEN i."sourceKey" NOT LIKE '%//%' THEN i."sourceKey" ELSE
      CASE WHEN i."sourceKey" LIKE 'note:%' THEN 'note:' ELSE '' END || 'forgotten:'
      || left(encode(sha256(convert_to(regexp_replace(i."sourceKey", '^note:', ''), 'UTF8')), 'hex'), 32) END
FROM "Order" o
JOIN "ForgottenOrder" f ON f."shopId" = o."shopId" AND f."shopifyOrderId" = o."shopifyOrderId"
WHERE i."shopId" = o."shopId" AND i."orderId" = o.id;

-- The first round compares every order with Shopify.
UPDATE "Order" SET "comparedAt" = NULL;

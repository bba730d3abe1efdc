-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "isPicked" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "leavingAt" TIMESTAMPTZ(3),
ADD COLUMN     "settleSince" TIMESTAMPTZ(3),
ADD COLUMN     "startDone" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "startTotal" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "startedAt" TIMESTAMPTZ(3),
ADD COLUMN     "startsFrom" TIMESTAMPTZ(3);


-- Shops that have worked so far have started, with all their orders.
UPDATE "Shop" SET "startedAt" = "installedAt";

-- What is in shadow is nobody's work.
CREATE OR REPLACE VIEW "CountedWork" AS
  SELECT o."shopId", o.id AS "orderId", r.role, a."memberId", count(*)::int AS items, o."placedAt",
    CASE WHEN r.role = 'artist' THEN o."waitingForArtistSince" END AS "waitingSince"
  FROM "Order" o
  JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id
  CROSS JOIN LATERAL (VALUES
    ('image_processor', i.step = 'photo_review' AND i."readyFor" IS NULL, true),
    ('artist', i.step = 'artwork' AND i."readyFor" IS NULL, true),
    ('artist', i.step IN ('photo_review', 'photo_issue') AND o.flow->>'manner' = 'independently' AND NOT ('artwork' = ANY(i.skips)), false),
    ('quality_controller', i.step = 'quality_control' AND i."readyFor" IS NULL, true),
    ('fulfiller', i.step = 'fulfilment' AND i."readyFor" IS NULL, true)) AS r(role, counts, "isAtHand")
  LEFT JOIN "Assignment" a ON a."shopId" = o."shopId" AND a."orderId" = o.id AND a.role = r.role
  WHERE r.counts AND o."endedAt" IS NULL AND o."cancelledInShopify" IS NULL AND o."isOurs"
  GROUP BY o."shopId", o.id, r.role, a."memberId"
  HAVING a."memberId" IS NOT NULL OR bool_or(r."isAtHand");

DROP TRIGGER "order_work_counted" ON "Order";
CREATE TRIGGER "order_work_counted" AFTER UPDATE ON "Order"
  FOR EACH ROW WHEN (
    (OLD.flow->>'manner', OLD."cancelledInShopify", OLD."endedAt", OLD."placedAt", OLD."waitingForArtistSince", OLD."isOurs") IS DISTINCT FROM
    (NEW.flow->>'manner', NEW."cancelledInShopify", NEW."endedAt", NEW."placedAt", NEW."waitingForArtistSince", NEW."isOurs"))
  EXECUTE FUNCTION "open_work_of_order"();

-- Home counts what is in shadow, and must not read all open orders of a shop for it.
CREATE INDEX "Order_inShadow_idx" ON "Order"("shopId", "placedAt") WHERE NOT "isOurs" AND "endedAt" IS NULL;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "followAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "followDone" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "followTotal" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "OpenWork" (
    "shopId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "memberId" UUID,
    "items" INTEGER NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "waitingSince" TIMESTAMPTZ(3),

    CONSTRAINT "OpenWork_pkey" PRIMARY KEY ("shopId","orderId","role")
);

-- CreateIndex
CREATE INDEX "OpenWork_shopId_role_memberId_waitingSince_placedAt_orderId_idx" ON "OpenWork"("shopId", "role", "memberId", "waitingSince", "placedAt", "orderId", "items");

-- CreateIndex
CREATE INDEX "OpenWork_shopId_role_items_waitingSince_orderId_idx" ON "OpenWork"("shopId", "role", "items", "waitingSince", "orderId");

-- AddForeignKey
ALTER TABLE "OpenWork" ADD CONSTRAINT "OpenWork_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenWork" ADD CONSTRAINT "OpenWork_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "Order_shopId_endedAt_placedAt_id_idx" ON "Order"("shopId", "endedAt", "placedAt", "id");

-- What is open, counted from the items: the one place in the database that says so. Of an order that nobody has, what is still on its way to the artists
-- is no work yet. (docs/decisions/033. The roles are those of app/domain/words/steps.ts, the places those of `placesTaken`: tests/flows/open-work compares them.)
CREATE VIEW "CountedWork" AS
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
  WHERE r.counts AND o."endedAt" IS NULL AND o."cancelledInShopify" IS NULL
  GROUP BY o."shopId", o.id, r.role, a."memberId"
  HAVING a."memberId" IS NOT NULL OR bool_or(r."isAtHand");

-- Counts one order anew, under its lock: who changes its items without having it waits here. A semicolon inside of a function is written \x3B.
CREATE FUNCTION "count_open_work"(of_shop uuid, of_order uuid) RETURNS void LANGUAGE plpgsql AS E'
BEGIN
  PERFORM 1 FROM "Order" WHERE "shopId" = of_shop AND id = of_order FOR NO KEY UPDATE\x3B
  IF NOT FOUND THEN RETURN\x3B END IF\x3B
  WITH counted AS (SELECT * FROM "CountedWork" WHERE "shopId" = of_shop AND "orderId" = of_order),
    over AS (DELETE FROM "OpenWork" w WHERE w."shopId" = of_shop AND w."orderId" = of_order AND w.role NOT IN (SELECT role FROM counted))
  INSERT INTO "OpenWork" AS w ("shopId", "orderId", role, "memberId", items, "placedAt", "waitingSince")
  SELECT "shopId", "orderId", role, "memberId", items, "placedAt", "waitingSince" FROM counted
  ON CONFLICT ("shopId", "orderId", role) DO UPDATE
    SET "memberId" = excluded."memberId", items = excluded.items, "placedAt" = excluded."placedAt", "waitingSince" = excluded."waitingSince"
    WHERE (w."memberId", w.items, w."placedAt", w."waitingSince")
      IS DISTINCT FROM (excluded."memberId", excluded.items, excluded."placedAt", excluded."waitingSince")\x3B
END';

CREATE FUNCTION "open_work_of_order"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM "count_open_work"(NEW."shopId", NEW.id)\x3B
  RETURN NULL\x3B
END';

-- Of items and assignments alike: both name their order.
CREATE FUNCTION "open_work_of_row"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP <> ''INSERT'' THEN PERFORM "count_open_work"(OLD."shopId", OLD."orderId")\x3B END IF\x3B
  IF TG_OP = ''INSERT'' OR (TG_OP = ''UPDATE'' AND OLD."orderId" <> NEW."orderId") THEN
    PERFORM "count_open_work"(NEW."shopId", NEW."orderId")\x3B
  END IF\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "order_work_counted" AFTER UPDATE ON "Order"
  FOR EACH ROW WHEN (
    (OLD.flow->>'manner', OLD."cancelledInShopify", OLD."endedAt", OLD."placedAt", OLD."waitingForArtistSince") IS DISTINCT FROM
    (NEW.flow->>'manner', NEW."cancelledInShopify", NEW."endedAt", NEW."placedAt", NEW."waitingForArtistSince"))
  EXECUTE FUNCTION "open_work_of_order"();

CREATE TRIGGER "item_work_counted" AFTER UPDATE ON "Item"
  FOR EACH ROW WHEN ((OLD.step, OLD."readyFor", OLD.skips, OLD."orderId") IS DISTINCT FROM (NEW.step, NEW."readyFor", NEW.skips, NEW."orderId"))
  EXECUTE FUNCTION "open_work_of_row"();

CREATE TRIGGER "item_work_began" AFTER INSERT OR DELETE ON "Item" FOR EACH ROW EXECUTE FUNCTION "open_work_of_row"();

CREATE TRIGGER "assignment_work_counted" AFTER UPDATE ON "Assignment"
  FOR EACH ROW WHEN ((OLD."memberId", OLD.role, OLD."orderId") IS DISTINCT FROM (NEW."memberId", NEW.role, NEW."orderId"))
  EXECUTE FUNCTION "open_work_of_row"();

CREATE TRIGGER "assignment_work_began" AFTER INSERT OR DELETE ON "Assignment" FOR EACH ROW EXECUTE FUNCTION "open_work_of_row"();

INSERT INTO "OpenWork" ("shopId", "orderId", role, "memberId", items, "placedAt", "waitingSince")
  SELECT "shopId", "orderId", role, "memberId", items, "placedAt", "waitingSince" FROM "CountedWork";

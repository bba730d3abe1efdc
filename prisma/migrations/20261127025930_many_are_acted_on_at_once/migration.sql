-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "Photo" ADD COLUMN     "drawnAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp();

-- CreateTable
CREATE TABLE "Batch" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "command" JSONB NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stoppedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "BatchItem" (
    "shopId" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "changeCount" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'waiting',
    "why" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "undoableUntil" TIMESTAMPTZ(3),

    CONSTRAINT "BatchItem_pkey" PRIMARY KEY ("shopId","batchId","itemId")
);

-- CreateIndex
CREATE INDEX "Batch_askedAt_idx" ON "Batch"("askedAt");

-- CreateIndex
CREATE INDEX "BatchItem_shopId_batchId_outcome_place_idx" ON "BatchItem"("shopId", "batchId", "outcome", "place");

-- CreateIndex
CREATE INDEX "BatchItem_shopId_itemId_idx" ON "BatchItem"("shopId", "itemId");

-- CreateIndex
CREATE INDEX "BatchItem_shopId_orderId_idx" ON "BatchItem"("shopId", "orderId");

-- AddForeignKey
ALTER TABLE "Batch" ADD CONSTRAINT "Batch_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Batch" ADD CONSTRAINT "Batch_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BatchItem" ADD CONSTRAINT "BatchItem_shopId_batchId_fkey" FOREIGN KEY ("shopId", "batchId") REFERENCES "Batch"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BatchItem" ADD CONSTRAINT "BatchItem_shopId_itemId_fkey" FOREIGN KEY ("shopId", "itemId") REFERENCES "Item"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BatchItem" ADD CONSTRAINT "BatchItem_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- When an item was changed and a picture drawn: by the clock at that moment, not by the transaction's start, so that whatever a list could not see yet
-- is later than the moment at which the list was read. Semicolons inside of a function are written \x3B.
CREATE FUNCTION "note_item_change"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  NEW."changedAt" := clock_timestamp()\x3B
  RETURN NEW\x3B
END';

CREATE TRIGGER "item_change_noted" BEFORE UPDATE ON "Item"
  FOR EACH ROW WHEN (OLD."changeCount" IS DISTINCT FROM NEW."changeCount") EXECUTE FUNCTION "note_item_change"();

CREATE FUNCTION "note_photo_drawn"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  NEW."drawnAt" := clock_timestamp()\x3B
  RETURN NEW\x3B
END';

CREATE TRIGGER "photo_drawn_noted" BEFORE UPDATE ON "Photo"
  FOR EACH ROW WHEN (OLD."thumbKey" IS DISTINCT FROM NEW."thumbKey") EXECUTE FUNCTION "note_photo_drawn"();

-- AlterTable
ALTER TABLE "Artfile" ADD COLUMN     "deletedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "photosRetiredFor" TIMESTAMPTZ(3),
ADD COLUMN     "versionsRetiredFor" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Photo" ADD COLUMN     "deletedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "retention" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "stored" JSONB;


-- Ended orders whose files may still have to go
CREATE INDEX "Order_photosToRetire_idx" ON "Order"("shopId", "endedAt") WHERE "endedAt" IS NOT NULL AND "photosRetiredFor" IS DISTINCT FROM "endedAt";
CREATE INDEX "Order_versionsToRetire_idx" ON "Order"("shopId", "endedAt") WHERE "endedAt" IS NOT NULL AND "versionsRetiredFor" IS DISTINCT FROM "endedAt";

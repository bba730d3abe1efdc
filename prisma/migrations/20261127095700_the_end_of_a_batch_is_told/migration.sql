-- AlterTable
ALTER TABLE "Batch" ADD COLUMN     "toldAt" TIMESTAMPTZ(3);


-- What ended before is nobody's news any more.
UPDATE "Batch" SET "toldAt" = "endedAt" WHERE "endedAt" IS NOT NULL;

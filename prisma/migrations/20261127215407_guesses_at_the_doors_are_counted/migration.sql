-- A token at the app's own doors tells of no shop. What a hash stands for has its shop in it, so that the minute and the hash tell rows apart.

-- They count for a minute.
DELETE FROM "LinkTry";

-- DropIndex
DROP INDEX "LinkTry_minute_idx";

-- AlterTable
ALTER TABLE "LinkTry" DROP CONSTRAINT "LinkTry_pkey",
ALTER COLUMN "shopId" DROP NOT NULL,
ADD CONSTRAINT "LinkTry_pkey" PRIMARY KEY ("minute", "visitor");

-- A web process of the version before counts by these three until it is stopped.
-- CreateIndex
CREATE UNIQUE INDEX "LinkTry_shopId_minute_visitor_key" ON "LinkTry"("shopId", "minute", "visitor");

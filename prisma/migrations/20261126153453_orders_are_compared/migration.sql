-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "comparedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Order_shopId_comparedAt_idx" ON "Order"("shopId", "comparedAt");


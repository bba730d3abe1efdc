-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "isOurs" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "liftedByHand" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "settledAs" TEXT,
ADD COLUMN     "unheldSince" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "unsettledCause" TEXT,
ADD COLUMN     "unsettledTries" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Order_shopId_unsettledCause_idx" ON "Order"("shopId", "unsettledCause");

-- CreateIndex
CREATE INDEX "Order_shopId_unheldSince_idx" ON "Order"("shopId", "unheldSince");


-- Orders of before are compared by the next round, and until then nothing is said of them.
UPDATE "Order" SET "unheldSince" = NULL;

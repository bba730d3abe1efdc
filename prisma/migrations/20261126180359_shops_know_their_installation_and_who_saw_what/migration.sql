-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "installationId" TEXT;

-- CreateTable
CREATE TABLE "Access" (
    "shopId" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "memberId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "orderIds" UUID[],

    CONSTRAINT "Access_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ForgottenOrder" (
    "shopId" UUID NOT NULL,
    "shopifyOrderId" TEXT NOT NULL,
    "forgottenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ForgottenOrder_pkey" PRIMARY KEY ("shopId","shopifyOrderId")
);

-- CreateIndex
CREATE INDEX "Access_shopId_memberId_at_idx" ON "Access"("shopId", "memberId", "at");

-- CreateIndex
CREATE INDEX "Access_at_idx" ON "Access"("at");

-- AddForeignKey
ALTER TABLE "Access" ADD CONSTRAINT "Access_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Access" ADD CONSTRAINT "Access_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForgottenOrder" ADD CONSTRAINT "ForgottenOrder_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;


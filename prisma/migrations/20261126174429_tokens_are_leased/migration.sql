-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "untoldAt" TIMESTAMPTZ(3),
ADD COLUMN     "untoldOrders" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "TokenLease" (
    "shopDomain" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TokenLease_pkey" PRIMARY KEY ("shopDomain")
);


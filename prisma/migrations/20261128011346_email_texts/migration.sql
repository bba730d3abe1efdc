-- AlterTable
ALTER TABLE "Email" ADD COLUMN     "isAtOnce" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "locale" TEXT;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "emailSettings" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "EmailText" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "subject" TEXT NOT NULL DEFAULT '',
    "preheader" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "button" TEXT NOT NULL DEFAULT '',
    "memberId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EmailText_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "EmailText_shopId_kind_locale_createdAt_idx" ON "EmailText"("shopId", "kind", "locale", "createdAt");

-- AddForeignKey
ALTER TABLE "EmailText" ADD CONSTRAINT "EmailText_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmailText" ADD CONSTRAINT "EmailText_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


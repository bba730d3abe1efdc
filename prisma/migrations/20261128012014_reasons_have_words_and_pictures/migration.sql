-- AlterTable
ALTER TABLE "RejectionReason" ADD COLUMN     "customerText" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "hint" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "mayKeepPhoto" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "ShopPicture" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "place" TEXT NOT NULL,
    "reasonId" UUID,
    "alt" TEXT NOT NULL DEFAULT '',
    "thumbKey" TEXT NOT NULL,
    "middleKey" TEXT NOT NULL,
    "screenKey" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ShopPicture_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "ShopPicture_shopId_place_createdAt_idx" ON "ShopPicture"("shopId", "place", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ShopPicture_shopId_reasonId_place_key" ON "ShopPicture"("shopId", "reasonId", "place");

-- AddForeignKey
ALTER TABLE "ShopPicture" ADD CONSTRAINT "ShopPicture_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShopPicture" ADD CONSTRAINT "ShopPicture_shopId_reasonId_fkey" FOREIGN KEY ("shopId", "reasonId") REFERENCES "RejectionReason"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;


-- AlterTable
ALTER TABLE "Shop" DROP COLUMN "changeCount";

-- AlterTable
ALTER TABLE "Upload" DROP COLUMN "orderId";

-- CreateIndex
CREATE INDEX "Upload_shopId_itemId_idx" ON "Upload"("shopId", "itemId");

-- AddForeignKey
ALTER TABLE "Artfile" ADD CONSTRAINT "Artfile_shopId_uploadedById_fkey" FOREIGN KEY ("shopId", "uploadedById") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_shopId_itemId_fkey" FOREIGN KEY ("shopId", "itemId") REFERENCES "Item"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_shopId_openedById_fkey" FOREIGN KEY ("shopId", "openedById") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "History" ADD CONSTRAINT "History_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Act" ADD CONSTRAINT "Act_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fulfilment" ADD CONSTRAINT "Fulfilment_shopId_askedById_fkey" FOREIGN KEY ("shopId", "askedById") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;


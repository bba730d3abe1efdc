-- CreateIndex
CREATE INDEX "Artfile_shopId_storageKey_idx" ON "Artfile"("shopId", "storageKey");

-- CreateIndex
CREATE INDEX "Photo_shopId_storageKey_idx" ON "Photo"("shopId", "storageKey");

-- CreateIndex
CREATE INDEX "Upload_shopId_storageKey_idx" ON "Upload"("shopId", "storageKey");


-- CreateTable
CREATE TABLE "SettingChange" (
    "shopId" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "memberId" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,

    CONSTRAINT "SettingChange_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "SettingChange_at_idx" ON "SettingChange"("at");

-- AddForeignKey
ALTER TABLE "SettingChange" ADD CONSTRAINT "SettingChange_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettingChange" ADD CONSTRAINT "SettingChange_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;


-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "customerAccounts" TEXT,
ADD COLUMN     "hasStorePassword" BOOLEAN,
ADD COLUMN     "pagePath" TEXT,
ADD COLUMN     "primaryDomain" TEXT,
ADD COLUMN     "toldPagePath" TEXT;


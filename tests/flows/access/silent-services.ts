/** Services that tell nothing of a shop's rows: they act (access-acts, access-posts), prove who asks, or only work on what they are given. */
const SILENT: Record<string, string> = {
  acts:
    "actToUndo actWithin answerOnce decideWhatCan followState followUp queueAssignment readPostedAct refusal endUndoTime openBarriers putBack undoAct undoWithin " +
    "writeDecision writeEffect",
  // whyFileIsGone asks what openFile asks, and tells a day: retention-doors tells to whom.
  artfiles:
    "among assignUpload beginDirectUpload checkUpload commitArtfiles completeDirectUpload drawPictures dropDirectUpload dropUpload findItem isNoArtfile keepFile " +
    "leadToDownload leadToFile lookAtDirectUpload makeZipAddress matchOf notAFile readArtworkPost receiveArtfiles shortName shownWithout signDirectParts whyBrokenAt " +
    "problemOfPhoto receiveItemArtfile receiveMemberPhoto receivePhotos receiveShopPicture receiveUpload replacePhoto whyBroken whyFileIsGone whyNotTaken",
  batches: "actOfOrder noteTold workBatch",
  // Photos on their way are in no row: customer-uploads tells whose they are.
  customer:
    "decideAsCustomer dropSentPhotos askToStop isGuessing isGuessingHere receiveCustomerPhoto receivePhotoUpload sentPhotos stopReminders",
  // What a shop has set for its emails, and its words, emails/email-words asks.
  emails:
    "closeUnsent listVariables markSent markUnknown openEmailTask ordersWithAddress receiveEmailEvents recordEmailEvent sendEmail settleAnswer " +
    "previewTexts rendering resetTexts restoreTexts saveTexts sendTest setEmails showEmailSettings showTexts settleUnclearEmails settleUnknownEmail workMailNotices",
  fulfilment:
    "askFulfilment askShopify askToCompare bringAbout compareFulfilment compareOrders createFolder deleteFolder freeLines " +
    "fulfilOrder holdAgain holdAgainByNumber fulfilmentDone fulfilmentRefused renameFolder resumeIfShutOut resumeShopify settleAll settleOrder sortIntoFolder tellLifted tellUnsettled",
  intake:
    "askForPlace tellMore fetchItemPhoto fetchPhotoAgain followLines followShop followWith importOrders lookForOrder lookForUnseen makeFileRenditions noteIntake orderDeleted " +
    "askForTurn readOrders readOrderAgain receiveWebhook sweepOrders takeOrder tellItems tellPhotoArrived tellUnseenArtwork openInboxOf workInbox",
  // storeFactsOf reads what it is given.
  // showStart reads what it is given, and numbers: shadow tells of it.
  // hearLive names no more than steps: live-changes tells of it; of showMachinery and tryAgain given-up.
  screens:
    "artfileCard photoCard cardsOf addressToHear answerTask hearLive queueOf showMachinery shownPictures showStart storeFactsOf tryAgain viewOf",
  shop:
    "beginLeaving askToForgetCustomer askToRedactShop changeOpenOrders changeReasons forgetCustomer dropFiles dropUnnamedFile forgetFiles installShop " +
    "leaveShop noteCustomerData redactShop removePicture saveFlowSettings setFlow showLeaving startOrders startShop workAgain setGuideline setResending setRetention showFollowing setUsualHours tellDataRequest tellReasons unlessInstalled",
  team:
    "assignWork assignableAmong assigneesAmong changeTeam countTeam enrolMember inviteByEmail markLeft readWho reassignOrder reassignOrders setAway " +
    "sendInvitation setAsksFirst setCapacity setRoles",
  upkeep:
    "checkReadiness cleanUp cleanUpAbandoned cleanUpUploads forgetAnew recountWork retireAll retireFiles showDueFiles sweepShops",
  who: "mayHave oncePerRequest reportFault whoIsActing whoIsVisiting",
};

/** Their names, each after the name of its room. */
export function silentServices(): string[] {
  return Object.entries(SILENT).flatMap(([room, names]) => names.split(" ").map((name) => `${room}/${name}`));
}

#pragma once

#include "base/result.h"
#include "form/filling.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// All sentences of the screens, in the words of the people who read them.
namespace huibiao::kiosk::say {

using base::Language;
using base::Words;

inline Words const Touch{"请触摸屏幕开始填写", "Touch the screen to begin"};
inline Words const Corner{"工作人员入口：按住 3 秒", "Staff: hold for 3 seconds"};

inline Words const Anonymous{"匿名填写", "Anonymous"};
inline Words const AnonymousMore{
    "本机不问、也不记录您是谁。\n您提交的只有答案。",
    "This screen neither asks nor records who you are. Only your answers are kept."};
inline Words const ChooseForm{"请选择一份问卷", "Choose a questionnaire"};
inline Words const ChooseLanguage{"语言 Language", "Language"};
inline Words const LeaveAnyTime{"随时可以退出，退出即清除", "Stop at any time; nothing is kept"};
inline Words const LeaveAndKeep{
    "随时可以按“不填了”退出并清除；没填完就走开的，会标明未完成留下",
    "Press Stop at any time and nothing is kept; what is left unfinished is kept, "
    "marked as such"};
inline Words const Start{"开始填写", "Start"};
inline Words const Home{"返回", "Back"};

inline Words const Next{"下一题", "Next"};
inline Words const Back{"上一题", "Previous"};
inline Words const ToReview{"检查并提交", "Check and submit"};
inline Words const Abandon{"不填了", "Stop"};
inline Words const Required{"必答", "Required"};
inline Words const Optional{"选答，可以跳过", "Optional"};
inline Words const OneChoice{"选一项", "choose one"};
inline Words const ManyChoices{"可以选几项", "choose all that apply"};
inline Words const Note{"说明", "Please read"};
inline Words const TapToType{"点这里填写", "Tap here to type"};
inline Words const ScrollUp{"向上看", "Scroll up"};
inline Words const ScrollDown{"向下看", "Scroll down"};
inline Words const More{"加 1 步", "One step more"};
inline Words const Less{"减 1 步", "One step less"};
inline Words const Agree{"我知道了", "I have read this"};
inline Words const AddRepeat{"再添加一项", "Add another"};
inline Words const RepeatQuestion{"还要再添加一项吗？", "Is there another one to add?"};
inline Words const RepeatHint{"没有了就按“下一题”。", "If there is none, press Next."};
inline Words const CannotAsk{
    "这份问卷里有一道必答题，这块屏幕答不了。请告诉工作人员，您填的内容不会保存。",
    "This questionnaire requires an answer that this screen cannot take. Please tell "
    "the staff. Nothing you entered is kept."};
inline Words const CannotBegin{"这份问卷现在打不开，请告诉工作人员。",
                               "This questionnaire cannot be opened now. Please tell the staff."};

inline Words const KeySpace{"空格", "space"};
inline Words const KeyErase{"删除", "Delete"};
inline Words const KeyEraseAll{"清空", "Clear"};
inline Words const KeyEnter{"换行", "New line"};
inline Words const KeyShift{"大写", "Capitals"};
inline Words const KeyHide{"收起键盘", "Hide keyboard"};
inline Words const KeySymbols{"数字符号", "123 ,."};
inline Words const KeySigns{"符号", "!#?"};
inline Words const KeyLetters{"字母", "ABC"};
inline Words const ModeHand{"手写", "Write"};
inline Words const ModePinyin{"拼音", "Pinyin"};
inline Words const ModeNine{"九键", "9-key"};
inline Words const ModeLetters{"英文", "ABC"};
inline Words const WriteHere{"在这里用手指写字", "Write here with a finger"};
inline Words const ContinueWriting{"可以一个接一个地写，选字在右边", "Write on; choose on the right"};
inline Words const UndoStroke{"撤一笔", "Undo"};
inline Words const ClearInk{"清空", "Clear"};
inline Words const MoreCandidates{"后面的字", "More characters"};
inline Words const EarlierCandidates{"前面的字", "Earlier characters"};
inline Words const SignHere{"请在这里签名", "Please sign here"};
inline Words const DrawHere{"请在这里画", "Please draw here"};
inline Words const SignAgain{"重写", "Start again"};
inline Words const DrawAgain{"重画", "Start again"};
inline Words const Signed{"已签名", "Signed"};
inline Words const HasDrawn{"已画", "Drawn"};

inline Words const Review{"检查并提交", "Check and submit"};
inline Words const ReviewHint{"提交以后就不能再改了。要改，请按“修改”。",
                              "Answers cannot be changed once submitted. To change one, press Change."};
inline Words const Unanswered{"（没有填）", "(no answer)"};
inline Words const Edit{"修改", "Change"};
inline Words const Submit{"提交", "Submit"};
inline Words const TryAgain{"再试一次", "Try again"};
inline Words const NotKept{
    "还没有存下来。您的回答都在，没有丢。请按“再试一次”；还不行，请叫工作人员来看一下。",
    "Not stored yet. Your answers are still here, nothing is lost. Press Try again; if it "
    "still fails, please call the staff."};

inline Words const Thanks{"谢谢您！", "Thank you!"};
inline Words const ThanksMore{"您的回答已经存好，没有记录您是谁。",
                              "Your answers are stored. Who you are is not."};
inline Words const Done{"完成", "Done"};

inline Words const Ok{"确定", "OK"};
inline Words const Cancel{"取消", "Cancel"};
inline Words const AbandonTitle{"不填了吗？", "Stop here?"};
inline Words const AbandonMore{"已经填的内容会清除，不会保存。",
                               "What you entered will be erased, not kept."};
inline Words const AbandonYes{"不填了，清除", "Stop and erase"};
inline Words const GoOn{"继续填写", "Continue"};
inline Words const IdleTitle{"您还在吗？", "Are you still there?"};
inline Words const IdleMore{
    "没有人操作，到时会清除已填的内容，回到首页。",
    "Nobody has touched the screen. What was entered will be erased when time is up."};
inline Words const IdleKeep{
    "没有人操作，到时会收起这一份（标明未完成），回到首页。",
    "Nobody has touched the screen. When time is up this is put away, marked as unfinished."};
inline Words const StartOver{"我是刚来的，重新开始", "I am new here, start over"};

inline Words const DiskNearlyFull{"这台电脑的磁盘快满了，暂时不能填写。请告诉工作人员，谢谢您。",
                                  "This computer’s disk is nearly full, so nothing can be taken now. "
                                  "Please tell the staff. Thank you."};
inline Words const LargeSize{"大字版", "Large text"};
inline Words const StandardSize{"标准版", "Standard"};
inline Words const Display{"显示与操作", "Display and reach"};
inline Words const HighContrast{"高对比", "High contrast"};
inline Words const LowReach{"低位操作", "Controls low down"};
inline Words const LeftHand{"左手操作", "Left-handed"};
inline Words const Clear{"清除", "Clear"};
inline Words const NotChosen{"还没有选", "Nothing chosen yet"};
inline Words const TakeDay{"就是这一天", "Take this day"};
inline Words const TakeTime{"就是这个时间", "Take this time"};
inline Words const TakeIt{"就选它", "Take it"};
inline Words const Earlier{"往前", "Earlier"};
inline Words const Later{"往后", "Later"};
inline Words const ChooseYear{"请选年份", "Choose the year"};
inline Words const ChooseDecade{"先选年代", "First the decade"};
inline Words const ChooseMonth{"请选月份", "Choose the month"};
inline Words const ChooseDay{"请选日子", "Choose the day"};
inline Words const ChooseHour{"请选几点", "Choose the hour"};
inline Words const ChooseMinute{"请选几分", "Choose the minute"};
inline Words const RankHow{"按您看重的先后，一项一项地点", "tap them one by one, the most important first"};
inline Words const TapToChoose{"点这里选", "Tap here to choose"};
inline Words const BackToPage{"返回", "Back"};
inline Words const PanelDone{"选好了", "Done"};
inline Words const ReadAloud{"朗读", "Read aloud"};
inline Words const StopReading{"停止朗读", "Stop reading"};
inline Words const FindHint{"按拼音首字母找", "Type the first letters"};
inline Words const FindAll{"全部", "All"};
inline Words const FindErase{"删一个字母", "Delete a letter"};
inline Words const RemoveRepeat{"删除这一项", "Remove this one"};
inline Words const RemoveTitle{"删除这一项吗？", "Remove this one?"};
inline Words const RemoveMore{"这一项里填的内容会清除，其他的都还在。",
                              "What was entered in this one will be erased; all else stays."};
inline Words const RemoveYes{"删除", "Remove"};
inline Words const StarRequired{"带 * 的必答", "* Required"};
inline Words const KeepIt{"不删，留着", "Keep it"};

[[nodiscard]] std::string rankMissing(std::size_t count, Language language);
[[nodiscard]] std::string starsOf(std::string_view given, std::string_view most, Language language);
[[nodiscard]] std::string repeatNumber(std::string_view number, Language language);
[[nodiscard]] std::string decade(int first, Language language);
/// What is read aloud in place of the rest of a long list.
[[nodiscard]] std::string andMore(std::size_t count, Language language);
/// Under the letters that were typed.
[[nodiscard]] std::string found(std::size_t count, std::size_t of, Language language);
/// What leads from the letters back to the list.
[[nodiscard]] std::string seeFound(std::size_t count, Language language);
/// The field that opens a long list.
[[nodiscard]] std::string tapToChooseOf(std::size_t count, Language language);
[[nodiscard]] std::string chosen(std::string_view answers, Language language);
inline Words const ConsentTitle{"填写之前请看", "Before you begin"};
inline Words const AgreeAndStart{"同意并开始", "Agree and start"};
inline Words const Decline{"不参加", "Decline"};
inline Words const FullToday{"今天的问卷已经收满了，谢谢您。",
                             "No more answers can be taken today. Thank you."};

/// `day`: "2023-05-18".
[[nodiscard]] std::string opensOn(std::string_view day, Language language);
[[nodiscard]] std::string closedSince(std::string_view day, Language language);
[[nodiscard]] std::string comeAgainIn(std::chrono::seconds wait, Language language);
[[nodiscard]] std::string progress(std::size_t number, std::size_t total, Language language);
[[nodiscard]] std::string questions(std::size_t count, Language language);
[[nodiscard]] std::string minutes(int count, Language language);
[[nodiscard]] std::string askedBy(std::string_view unit, Language language);
[[nodiscard]] std::string secondsLeft(std::chrono::seconds left, Language language);
/// What is wrong with an answer and how to put it right.
[[nodiscard]] std::string fault(form::FaultKind kind, form::QuestionKind question, Language language);

} // namespace huibiao::kiosk::say

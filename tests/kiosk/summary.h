#pragma once

#include "figures/figures.h"

#include <fmt/format.h>

#include <memory>

namespace sample {

/// The answers to a form in figures, with a question of each kind.
inline std::shared_ptr<huibiao::figures::EventSummary const> summary(bool zh, std::size_t texts = 3) {
    using namespace huibiao::figures;
    using Kind = QuestionFigures::Kind;
    auto const in = [&](char const* chinese, char const* english) { return zh ? chinese : english; };
    auto out = std::make_shared<EventSummary>();
    out->submissions = 119;
    out->notes = {in("没有填完的2份没有计入。", "2 that were left unfinished are not counted.")};
    Summary form{in("高坪镇政务公开满意度调查", "Satisfaction with open government in Gaoping"),
                 119,
                 "2023-05-18T09:30:00.125+08:00",
                 "2023-05-18T11:45:00.000+08:00",
                 {}};
    QuestionFigures grade{
        .heading = in("您对今天的服务满意吗？", "How satisfied are you with today’s service?"), .base = 119};
    grade.choices = {{in("非常满意", "Very satisfied"), 52},
                     {in("满意", "Satisfied"), 41},
                     {in("基本满意", "Fairly satisfied"), 17},
                     {in("不满意", "Dissatisfied"), 6},
                     {in("非常不满意", "Very dissatisfied"), 3}};
    QuestionFigures topics{.kind = Kind::SeveralChoices,
                           .heading =
                               in("您想了解哪些政务公开的内容？",
                                  "Which topics of open government would you like to know more about?"),
                           .base = 110,
                           .votes = 250};
    topics.choices = {{in("社会保险", "Social insurance"), 80},
                      {in("住房与征地拆迁（含集体土地上房屋征收补偿标准、安置办法和办理进度的公开）",
                          "Housing and land acquisition, with what is paid for houses on collective land and "
                          "how far it has come"),
                       90},
                      {in("财政预算决算", "Budget and final accounts"), 77},
                      {"t9", 3, true}};
    QuestionFigures rank{
        .kind = Kind::Ranking, .heading = in("请按重要程度排序", "Put these in order"), .base = 100};
    rank.choices = {{in("教育", "Schools"), 60, false, 100, 150},
                    {in("医疗", "Health care"), 40, false, 100, 150}};
    QuestionFigures age{.kind = Kind::Number,
                        .heading = in("您今年多少岁？", "How old are you?"),
                        .base = 119,
                        .sum = 5000,
                        .least = 18,
                        .most = 87,
                        .stretches = {{"10–19", 4}, {"20–29", 115}}};
    QuestionFigures day{.kind = Kind::Moment,
                        .heading = in("您哪天来办过事？", "When were you here?"),
                        .base = 2,
                        .first = "2023-05-11",
                        .last = "2023-05-18",
                        .stretches = {{"2023-05-11", 1}, {"2023-05-18", 1}}};
    QuestionFigures words{
        .kind = Kind::Texts, .heading = in("您还想对我们说什么？", "Is there anything else?"), .base = 240};
    for (std::size_t i = 0; i < texts; ++i)
        words.texts.push_back(
            fmt::format("{}{}",
                        in("窗口办事很快，就是停车不方便，希望把征地补偿的标准贴在公开栏里。",
                           "The counter was quick, but there is nowhere to park. "),
                        i + 1));
    QuestionFigures phone{
        .kind = Kind::Texts, .heading = in("手机号", "Phone number"), .base = 7, .withheld = true};
    QuestionFigures sign{.kind = Kind::Filled, .heading = in("签名", "Signature"), .base = 5};
    form.questions = {grade, topics, rank, age, day, words, phone, sign};
    out->forms = {form, {in("企业问卷", "For businesses"), 0, "", "", {}}};
    return out;
}

} // namespace sample

using System;
using System.Collections.Generic;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Keeping;

/// <summary>How long the states of a table are kept.</summary>
/// <param name="Condition">Of the current rows only those that fit it, in SQL; null for all.</param>
public sealed record StatesKept(VersionedTable Table, Retention Keep, Labels What, string? Condition = null);

/// <summary>How long the rows of a table are kept that no journal entry writes: counted from a column that holds the moment in microseconds.</summary>
public sealed record RowsKept(string Table, string Moment, Retention Keep, Labels What);

/// <summary>
/// How long everything is kept that stands outside the registers, whose fields say it themselves: one line a table, and the only place where it is said. A table that is added gets its line here, and the clock, the
/// processing record and the tests know of it.
/// </summary>
public static class KeepTimes
{
    public static IReadOnlyList<StatesKept> States { get; } =
    [
        new(Original.Table, Time("5 years after it ends"), Words("表格中原来的写法", "What was written in a cell")),
        new(EntryReason.Table, Time("10 years after it is recorded"), Words("每次登记所写的理由", "Why an entry was made, in words")),
        new(Finding.Table, Time("2 years after it ends"), Words("数据问题", "Questions about data")),
        new(Lead.Table, Time("30 days after it ends"), Words("名单外人员线索", "Leads about people on no list")),
        new(Warning.Table, Time("5 years after it ends"), Words("预警及其依据", "Warnings and the figures they stood on")),
        new(WarningAnswer.Table, Time("5 years after it is recorded"), Words("对预警的查看答复", "Answers to warnings")),
        new(MatchAnswer.Table, Time("5 years after it is recorded"), Words("部门名单的核对答复", "Answers about departments' rows")),
        new(EmergencyAccess.Table, Time("3 years after it is recorded"), Words("紧急查看及其理由", "Emergency access and its reasons")),
        new(PrivacyRequest.Table, Time("3 years after it is recorded"), Words("查阅、更正、删除的请求和答复", "Requests to see, correct or delete, and their answers"), $"state <> '{nameof(RequestState.Open)}'"),
        new(ComparisonStatement.Table, Time("3 years after it ends"), Words("是否同意与部门名单比对", "What was signed about comparing with departments' lists")),
        new(WaitingCorrection.Table, Time("2 years after it is recorded"), Words("经两人确认的更正及其照片、文件", "Corrections looked at twice, with their photos and papers"),
            $"state NOT IN ('{WaitingCorrection.Waiting}', '{WaitingCorrection.Returned}')"),
    ];

    public static IReadOnlyList<RowsKept> Rows { get; } =
    [
        new("look", "looked_at", Time("3 years after it is recorded"), Words("谁看过哪一户", "Who looked at which household")),
        new("export", "made_at", Time("3 years after it is recorded"), Words("谁导出或打印过哪些内容", "Who took out or printed what")),
        new("daily_use", "day_began", Time("3 years after it is recorded"), Words("谁一天打印过多少户、试过多少号码", "How many households somebody took out, and numbers they tried, in a day")),
        new("sent_list", "sent_at", Time("3 years after it is recorded"), Words("哪个部门提交过什么名单", "Which department handed in which list")),
        new("sign_in_event", "happened_at", Time("1 year after it is recorded"), Words("登录方式有过什么变化", "What happened to how somebody signs in")),
        new("sign_in_device", "used_at", Time("1 year after it is recorded"), Words("登录过的浏览器", "Browsers somebody has signed in with")),
    ];

    /// <summary>Name, number, telephone and whatever else is still kept of somebody who left, or of a household that ended. Rows without content stay, so that past days count them.</summary>
    public static Retention People { get; } = Time("10 years after leaving");

    /// <summary>The files that were handed over, as they came. Their fingerprints stay.</summary>
    public static Retention Files { get; } = Time("5 years after it is recorded");

    /// <summary>Uploads that nobody applied, and the note of those that were.</summary>
    public static Retention Uploads { get; } = Time($"{StagedUpload.KeptDays} days after it is recorded");

    /// <summary>Where these times come from.</summary>
    public static Labels Source { get; } = Words("本办公室验收口径；正式使用前由单位按档案保管期限核定", "The office's own figures for acceptance; to be settled by the office under its rules for archives before use");

    private static Retention Time(string text) => Retention.Parse(text) ?? throw new ArgumentException(text, nameof(text));

    private static Labels Words(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };
}

using System.Collections.Generic;
using Saxaul.Intake;

namespace Saxaul.Tests.Intake;

/// <summary>A small vocabulary, such as programmes define.</summary>
internal static class Kinds
{
    public static readonly ListKind Roster = new("roster", [
        new("county", ["县(市)", "县"]),
        new("township", ["乡(镇)", "乡镇"]),
        new("village", ["行政村", "村"], Necessary: true),
        new("household", ["户编号"]),
        new("head", ["户主姓名", "户主"]),
        new("name", ["姓名", "家庭成员姓名"], Necessary: true),
        new("document", ["证件号码", "身份证号", "身份证号码"], Necessary: true),
        new("birth", ["出生日期"]),
        new("relation", ["与户主关系"]),
        new("wages", ["工资性收入"]),
        new("business", ["生产经营性收入"]),
        new("last_year", ["上年人均纯收入", "人均纯收入"]),
        new("medical", ["自付医疗费用"]),
        new("medical", ["医疗"], Groups: ["支出"]),
        new("medical_refund", ["医疗"], Groups: ["报销"]),
        new("insured", ["是否参加医疗保险"]),
    ]);

    public static readonly ListKind Medical = new("medical", [
        new("name", ["姓名", "患者姓名"], Necessary: true),
        new("document", ["证件号码", "身份证号", "身份证号码"], Necessary: true),
        new("self_paid", ["自付费用", "个人自付"], Necessary: true),
        new("total", ["总费用"]),
        new("date", ["住院日期"]),
    ]);

    public static readonly ListKind Water = new("water", [
        new("township", ["乡镇"], Necessary: true),
        new("village", ["行政村", "村"], Necessary: true),
        new("fault", ["故障"], Necessary: true),
    ]);

    public static readonly IReadOnlyList<ListKind> All = [Roster, Medical, Water];
}

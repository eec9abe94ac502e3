namespace Saxaul;

/// <content>7280 to 7329: what is covered, exports, requests, and whether data may be compared.</content>
public sealed partial record Problem
{
    public static Problem PurposeNeeded(int longest) => new(7280,
        $"请选择为了什么要看，选“其他”的请写明（最多 {longest} 个字），所以还没有显示。",
        $"Choose what it is for, and say it in words (at most {longest} characters) where it is something else: nothing was shown yet.");

    /// <param name="taken">Households taken out today.</param>
    /// <param name="most">As many as may be.</param>
    /// <param name="above">Whose office may take out more; null for nobody's.</param>
    public static Problem TooManyExported(long taken, int asked, int most, Areas.AreaLevel? above) => new(7281,
        $"您今天已经导出或打印了 {taken} 户，这一份有 {asked} 户，一天最多 {most} 户，所以没有导出。请明天再办{(above switch { null => "", Areas.AreaLevel.County => "，或请县里的办公室办理", _ => "，或请地区的办公室办理" })}。",
        $"You have taken out {taken} households today and this has {asked} more; at most {most} may be taken out in a day, so nothing was. Do it tomorrow{(above switch { null => "", Areas.AreaLevel.County => ", or ask the county's office", _ => ", or ask the prefecture's office" })}.");

    public static Problem ExportPurposeUnknown(System.Collections.Generic.IReadOnlyList<string> purposes) => new(7282,
        $"没有这种用途。可以写：{string.Join("、", purposes)}。",
        $"There is no such purpose. It can be: {string.Join(", ", purposes)}.");
}

namespace Saxaul;

/// <content>7280 to 7329: what is covered, exports, requests, and whether data may be compared.</content>
public sealed partial record Problem
{
    public static Problem PurposeNeeded(int longest) => new(7280,
        $"请选择为了什么要看，选“其他”的请写明（最多 {longest} 个字），所以还没有显示。",
        $"Choose what it is for, and say it in words (at most {longest} characters) where it is something else: nothing was shown yet.");
}

namespace Saxaul;

/// <content>5250s: warnings.</content>
public sealed partial record Problem
{
    public static Problem WarningGone() => new(5250,
        "这条预警已经消除，不用再答复。请回到列表刷新。",
        "This warning is gone and needs no answer any more. Go back to the list and reload it.");
}

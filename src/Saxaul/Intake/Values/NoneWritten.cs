namespace Saxaul.Intake;

/// <summary>The ways in which people write that there is nothing to write.</summary>
internal static class NoneWritten
{
    /// <param name="key">The text as <see cref="WrittenText.Key"/> gives it.</param>
    public static bool Is(string key) => key is "无" or "没有" or "-" or "--" or "---" or "—" or "——" or "－" or "/" or "//" or "\\" or "none" or "n/a";
}

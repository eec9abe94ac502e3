using System.Linq;

namespace Saxaul.Server.Pages;

/// <summary>Addresses that a form asks to be led back to.</summary>
internal static class OwnAddress
{
    /// <summary>Only an address of ours, as we write them: "//host" and "/\host" would lead away, and what is no printable ASCII can stand in no header.</summary>
    public static bool IsOurs(string back) =>
        back.Length > 0 && back[0] == '/' && (back.Length == 1 || back[1] is not ('/' or '\\')) && back.All(letter => letter is > ' ' and < '\u007F');
}

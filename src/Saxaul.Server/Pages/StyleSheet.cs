using System;
using System.IO;
using System.Security.Cryptography;

namespace Saxaul.Server.Pages;

/// <summary>The style sheet's address, which changes with its content so that browsers may keep it for good.</summary>
internal static class StyleSheet
{
    public static string Address { get; } =
        "/saxaul.css?v=" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", "saxaul.css"))))[..12];
}

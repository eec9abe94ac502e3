using System;
using System.IO;
using System.Security.Cryptography;

namespace Saxaul.Server.Pages;

/// <summary>The addresses of style sheets and of the one script, which change with their content so that browsers may keep them for good.</summary>
internal static class StyleSheet
{
    public static string Address { get; } = Of("saxaul.css");

    /// <summary>Of what is made to be printed: cards and books.</summary>
    public static string Print { get; } = Of("print.css");

    /// <summary>The script that asks a browser for a passkey.</summary>
    public static string Passkey { get; } = Of("passkey.js");

    private static string Of(string file) => $"/{file}?v=" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", file))))[..12];
}

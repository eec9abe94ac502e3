using System;
using System.IO;

namespace Saxaul.Server.Tests;

/// <summary>The repository that these tests were built from: some of what they look at is no part of the program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo at) =>
        File.Exists(Path.Combine(at.FullName, "Saxaul.slnx")) ? at.FullName : Find(at.Parent ?? throw new InvalidOperationException("These tests are run from within the repository."));
}

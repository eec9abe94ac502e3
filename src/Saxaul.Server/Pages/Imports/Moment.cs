using System;
using System.Globalization;
using Saxaul.Journal;

namespace Saxaul.Server.Pages.Imports;

/// <summary>A moment as offices read it.</summary>
internal static class Moment
{
    public static string Show(DateTimeOffset moment) => moment.ToOffset(Instant.Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

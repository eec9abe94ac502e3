using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Saxaul.Server.Pages.Practice;

/// <summary>Marks every form with the registry it was shown for: the real one, or a certain copy to practise on.</summary>
internal sealed class PracticeMark(PracticeDesk desks) : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => desks.MarkOf(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == desks.MarkOf(context);
}

using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;

namespace Saxaul.Server.Pages;

/// <summary>A page: it reads what it shows before it renders anything, so that a refusal becomes a page of its own and never half a page.</summary>
public abstract class Page : ComponentBase
{
    [Inject]
    internal Visit Visit { get; set; } = null!;

    protected abstract Task Load();

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await Load();
        await base.SetParametersAsync(ParameterView.Empty);
    }
}

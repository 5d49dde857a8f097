using k8s;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrleansScheduler.Dashboard.Tests.Browser;

[Collection<BrowserCollection>]
public sealed class LoginTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task LogIn_TokenOfTheKubeconfig_ShowsTheCluster()
    {
        var page = await dashboard.OpenAsync();
        await page.GotoAsync(new Uri(dashboard.Address, "jobs").AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Log in" })).ToBeVisibleAsync();
        await page.GetByLabel("Token").FillAsync(Token());
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Jobs" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task LogIn_TokenTheServerRefuses_StaysOutside()
    {
        var page = await dashboard.OpenAsync();
        await page.GotoAsync(dashboard.Address.AbsoluteUri);
        await page.GetByLabel("Token").FillAsync("not-a-token");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not accept this token");
        await page.GotoAsync(dashboard.Address.AbsoluteUri);
        await Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
    }

    private string Token() =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(dashboard.Kubeconfig).AccessToken;
}

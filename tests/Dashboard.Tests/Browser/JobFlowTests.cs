using k8s;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrleansScheduler.Dashboard.Tests.Browser;

[Collection<BrowserCollection>]
public sealed class JobFlowTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task Jobs_SubmittedElsewhere_AppearAndFinishWithoutReload()
    {
        var page = await dashboard.OpenLoggedInAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Jobs", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Jobs" })).ToBeVisibleAsync();
        await dashboard.Client.BatchV1.CreateNamespacedJobAsync(
            Manifests.Job("watched", "echo done"), "default", cancellationToken: TestContext.Current.CancellationToken);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "watched" });
        await Expect(row).ToBeVisibleAsync();
        await Expect(row.GetByText("Complete")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(row.GetByText("1/1")).ToBeVisibleAsync();
    }
}

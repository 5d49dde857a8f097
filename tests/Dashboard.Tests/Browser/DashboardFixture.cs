using System.Text.RegularExpressions;
using k8s;
using Microsoft.Playwright;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Dashboard.Tests.Browser;

/// <summary>One <c>dev</c> cluster and one Chromium for all browser tests; each test opens windows of its own.</summary>
public sealed partial class DashboardFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private HostProcess? cluster;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Kubernetes Client { get; private set; } = null!;

    public string Invitation { get; private set; } = "";

    public Uri Address => new(new Uri(Invitation).GetLeftPart(UriPartial.Authority));

    public string Kubeconfig => cluster?.Kubeconfig ?? "";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        cluster = await HostProcess.StartClusterAsync(CancellationToken.None);
        Client = cluster.CreateClient();
        while (Invitation.Length == 0)
        {
            Invitation = LinkPattern().Match(cluster.Output).Value;
            await Task.Delay(20);
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    /// <summary>A fresh window; skips the test where there is no browser.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 800)
    {
        Assert.SkipWhen(browser is null, $"There is no browser at {Chromium}.");
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>A fresh window, logged in as the administrator.</summary>
    public async Task<IPage> OpenLoggedInAsync(int width = 1280, int height = 800)
    {
        var page = await OpenAsync(width, height);
        await page.GotoAsync(Invitation);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        Client?.Dispose();
        await (cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [GeneratedRegex(@"http://\S+/login/invitation\?code=\S+")]
    private static partial Regex LinkPattern();
}

using System.IO.Compression;
using System.Xml.Linq;

namespace OrleansScheduler.Testing.Tests.Packaging;

public sealed class PackageTests(PackageFixture packages) : IClassFixture<PackageFixture>
{
    private const string Consumer = """
        using OrleansScheduler.Sdk.Jobs;
        using OrleansScheduler.Testing;

        await using var cluster = await TestCluster.StartAsync(new TestClusterOptions { SimulatedNodes = 1 });
        var outcome = await cluster.Client.Jobs.RunAsync(new JobBuilder("packed").Array(2).Simulated(TimeSpan.Zero));
        Console.WriteLine($"completed {string.Join(',', outcome.CompletedIndexes)}");
        """;

    [Theory]
    [InlineData("OrleansScheduler.Sdk")]
    [InlineData("OrleansScheduler.Testing")]
    public async Task Pack_Package_HasReadmeLicenceDocumentationAndSymbols(string id)
    {
        await using var package = await OpenAsync($"{id}.{packages.Version}.nupkg");
        await using var symbols = await OpenAsync($"{id}.{packages.Version}.snupkg");
        var metadata = await MetadataAsync(package, id);

        Assert.Equal("README.md", metadata["readme"]);
        Assert.Equal("MIT", metadata["license"]);
        Assert.NotEmpty(metadata["description"]);
        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.xml"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
    }

    [Fact]
    public async Task Pack_Sdk_BringsNothingOfTheServer()
    {
        await using var package = await OpenAsync($"OrleansScheduler.Sdk.{packages.Version}.nupkg");

        Assert.Single(package.Entries, entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pack_Consumer_CompilesAndRunsAClusterFromThePackagesAlone()
    {
        var folder = Path.Combine(packages.Folder, "consumer");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "consumer.csproj"), Project(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Consumer, TestContext.Current.CancellationToken);

        await PackageFixture.DotnetAsync(folder, "build", "-o", "out", "--nologo", "-v", "q");
        var output = await PackageFixture.DotnetAsync(folder, Path.Combine("out", "consumer.dll"));

        Assert.Contains("completed 0,1", output, StringComparison.Ordinal);
    }

    /// <summary>What others made is taken from where the build under test got it; only ours come from the folder.</summary>
    private string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestoreSources>{packages.Folder}</RestoreSources>
            <RestorePackagesPath>{Path.Combine(packages.Folder, "cache")}</RestorePackagesPath>
            <RestoreFallbackFolders>{PackagesOfTheBuild()}</RestoreFallbackFolders>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="OrleansScheduler.Testing" Version="{packages.Version}" />
          </ItemGroup>
        </Project>
        """;

    private static string PackagesOfTheBuild() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private Task<ZipArchive> OpenAsync(string file) =>
        ZipFile.OpenReadAsync(Path.Combine(packages.Folder, file), TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyDictionary<string, string>> MetadataAsync(ZipArchive package, string id)
    {
        var entry = package.GetEntry($"{id}.nuspec") ?? throw new InvalidDataException("The package has no nuspec.");
        await using var stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
        var document = await XDocument.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken);
        return document.Descendants().Where(element => !element.HasElements)
            .GroupBy(element => element.Name.LocalName)
            .ToDictionary(group => group.Key, group => group.First().Value);
    }
}

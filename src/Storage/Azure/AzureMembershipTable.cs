using System.Net;
using Azure;
using Azure.Data.Tables;

namespace OrleansScheduler.Storage.Azure;

/// <summary>
/// The silos of a cluster as rows of one partition, beside a row with the version of the whole. A silo is added or
/// changed in one transaction with that version, so no two silos change the table from the same state.
/// </summary>
internal sealed class AzureMembershipTable(AzureStorageClusteringOptions options, string clusterId) : IMembershipTable
{
    private readonly TableClient _table = options.TableServiceClient.GetTableClient(options.TableName);

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await _table.CreateIfNotExistsAsync(CancellationToken.None);
        if (tryInitTableVersion)
        {
            await TryAsync(() => _table.AddEntityAsync(MembershipRow.Version(clusterId, 0), CancellationToken.None));
        }
    }

    public async Task<MembershipTableData> ReadAll()
    {
        // Rows and version belong together only if nothing was changed while they were read.
        while (true)
        {
            var version = await VersionAsync();
            var silos = await RowsAsync()
                .Select(row => Tuple.Create(MembershipRow.Entry(row), row.ETag.ToString()))
                .ToListAsync(CancellationToken.None);
            if (await VersionAsync() == version)
            {
                return new MembershipTableData(silos, version);
            }
        }
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var version = await VersionAsync();
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            clusterId, MembershipRow.KeyOf(key), cancellationToken: CancellationToken.None);
        return row.HasValue && row.Value is { } silo
            ? new MembershipTableData(Tuple.Create(MembershipRow.Entry(silo), silo.ETag.ToString()), version)
            : new MembershipTableData(version);
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => TryAsync(() => WriteAsync(
        new TableTransactionAction(TableTransactionActionType.Add, MembershipRow.Of(clusterId, entry)), tableVersion));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => TryAsync(() => WriteAsync(
        new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, MembershipRow.Of(clusterId, entry), new ETag(etag)),
        tableVersion));

    public Task UpdateIAmAlive(MembershipEntry entry) => _table.UpdateEntityAsync(
        MembershipRow.Alive(clusterId, entry), ETag.All, TableUpdateMode.Merge, CancellationToken.None);

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        await foreach (var row in RowsAsync())
        {
            var silo = MembershipRow.Entry(row);
            if (silo.Status != SiloStatus.Active && silo.IAmAliveTime < beforeDate && silo.StartTime < beforeDate)
            {
                await TryAsync(() => _table.DeleteEntityAsync(row, row.ETag, CancellationToken.None));
            }
        }
    }

    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == clusterId))
        {
            await _table.DeleteEntityAsync(row, ETag.All, CancellationToken.None);
        }
    }

    private IAsyncEnumerable<TableEntity> RowsAsync() => _table.QueryAsync<TableEntity>(
        row => row.PartitionKey == clusterId && row.RowKey != MembershipRow.VersionKey,
        cancellationToken: CancellationToken.None);

    private async Task<TableVersion> VersionAsync()
    {
        var row = await _table.GetEntityAsync<TableEntity>(
            clusterId, MembershipRow.VersionKey, cancellationToken: CancellationToken.None);
        return new TableVersion(MembershipRow.VersionOf(row.Value), row.Value.ETag.ToString());
    }

    private Task WriteAsync(TableTransactionAction silo, TableVersion version) => _table.SubmitTransactionAsync(
        [
            silo,
            new TableTransactionAction(
                TableTransactionActionType.UpdateReplace,
                MembershipRow.Version(clusterId, version.Version),
                new ETag(version.VersionEtag)),
        ],
        CancellationToken.None);

    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is (int)HttpStatusCode.PreconditionFailed
            or (int)HttpStatusCode.Conflict or (int)HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}

using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.Host.Pki;

/// <summary>Certificates as <c>NAME.crt</c> and <c>NAME.key</c> in one directory.</summary>
internal sealed class PemFiles(string directory)
{
    public X509Certificate2 LoadOrCreate(
        string name, Func<X509Certificate2> create, Func<X509Certificate2, bool>? isCurrent = null)
    {
        if (Load(name) is { } kept && isCurrent?.Invoke(kept) is not false)
        {
            return kept;
        }

        using var created = create();
        Save(created, CertificatePath(name), KeyPath(name));
        return Load(name) ?? throw new IOException($"The certificate {name} is not where it was written.");
    }

    private X509Certificate2? Load(string name)
    {
        if (!File.Exists(CertificatePath(name)) || !File.Exists(KeyPath(name)))
        {
            return null;
        }

        // Through PKCS#12, because TLS on Windows does not take keys that live in memory only.
        using var loaded = X509Certificate2.CreateFromPemFile(CertificatePath(name), KeyPath(name));
        return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
    }

    private string CertificatePath(string name) => Path.Combine(directory, name + ".crt");

    private string KeyPath(string name) => Path.Combine(directory, name + ".key");

    private static void Save(X509Certificate2 certificate, string certificatePath, string keyPath)
    {
        using var key = certificate.GetECDsaPrivateKey()
            ?? throw new InvalidOperationException($"The certificate for {certificatePath} has no ECDSA key.");
        PrivateFile.Write(keyPath, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
    }
}

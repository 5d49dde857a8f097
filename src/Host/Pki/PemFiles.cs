using System.Security.Cryptography.X509Certificates;

namespace OrleansScheduler.Host.Pki;

/// <summary>Certificates as <c>NAME.crt</c> and <c>NAME.key</c> in one directory.</summary>
internal sealed class PemFiles(string directory)
{
    public X509Certificate2 LoadOrCreate(string name, Func<X509Certificate2> create)
    {
        var certificatePath = Path.Combine(directory, name + ".crt");
        var keyPath = Path.Combine(directory, name + ".key");
        if (!File.Exists(certificatePath) || !File.Exists(keyPath))
        {
            using var created = create();
            Save(created, certificatePath, keyPath);
        }

        // Through PKCS#12, because TLS on Windows does not take keys that live in memory only.
        using var loaded = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
        return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
    }

    private static void Save(X509Certificate2 certificate, string certificatePath, string keyPath)
    {
        using var key = certificate.GetECDsaPrivateKey()
            ?? throw new InvalidOperationException($"The certificate for {certificatePath} has no ECDSA key.");
        PrivateFile.Write(keyPath, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
    }
}

package io.guanxi.application.internal.engine;

import com.google.common.io.BaseEncoding;
import io.guanxi.application.spi.Claims;
import io.guanxi.application.spi.Seal;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Claims whose rows do not tell what is claimed: each holds a keyed hash, which is as unique as the value. */
final class HashedClaims implements Claims {

    private final Claims claims;
    private final Supplier<byte[]> key;

    HashedClaims(Claims claims, Supplier<byte[]> key) {
        this.claims = claims;
        this.key = key;
    }

    private String hashed(TenantId tenant, String scope, String value) {
        return BaseEncoding.base64Url()
                .omitPadding()
                .encode(Seal.fingerprint(key.get(), tenant.value() + '/' + scope + '/' + value));
    }

    @Override
    public boolean claim(TenantId tenant, String scope, String value, UUID holder) {
        return claims.claim(tenant, scope, hashed(tenant, scope, value), holder);
    }

    @Override
    public List<Claim> claim(TenantId tenant, Collection<Claim> all) {
        Map<Claim, Claim> byHash = new LinkedHashMap<>();
        all.forEach(each ->
                byHash.put(new Claim(each.scope(), hashed(tenant, each.scope(), each.value()), each.holder()), each));
        return claims.claim(tenant, byHash.keySet()).stream().map(byHash::get).toList();
    }

    @Override
    public void release(TenantId tenant, String scope, String value, UUID holder) {
        claims.release(tenant, scope, hashed(tenant, scope, value), holder);
    }

    @Override
    public Optional<UUID> holder(TenantId tenant, String scope, String value) {
        return claims.holder(tenant, scope, hashed(tenant, scope, value));
    }
}

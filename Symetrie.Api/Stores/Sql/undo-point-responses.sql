update response set unit = p.unit, day = p.day, fingerprint = p.fingerprint from pointed p where response.no = p.response;
drop table pointed
